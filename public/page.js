/** A page of the site as a document that runs nothing: what pages allow their scripts in place of HTML as text. */
export function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.addEventListener('load', () => request.status === 200 && request.response ? resolve(request.response) : reject(new Error(String(request.status))))
    request.addEventListener('error', () => reject(new Error('unreachable')))
    request.open('GET', address)
    request.send()
  })
}
