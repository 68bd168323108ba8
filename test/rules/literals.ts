import ts from 'typescript'

/** The strings an expression may turn into: both branches of a choice, both sides of `??`, `||` and `+`. What is compared is not. */
export function literalsOf(expression: ts.Expression): (ts.StringLiteralLike | ts.TemplateExpression)[] {
  if (ts.isStringLiteralLike(expression) || ts.isTemplateExpression(expression)) return [expression]
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return literalsOf(expression.expression)
  if (ts.isConditionalExpression(expression)) return [...literalsOf(expression.whenTrue), ...literalsOf(expression.whenFalse)]
  if (!ts.isBinaryExpression(expression)) return []
  switch (expression.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.PlusToken:
      return [...literalsOf(expression.left), ...literalsOf(expression.right)]
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return literalsOf(expression.right)
    default:
      return []
  }
}

/** The fixed parts of a literal, in order: one for a plain string, one more than its placeholders for a template. */
export function fixedParts(literal: ts.StringLiteralLike | ts.TemplateExpression): string[] {
  return ts.isTemplateExpression(literal) ? [literal.head.text, ...literal.templateSpans.map((span) => span.literal.text)] : [literal.text]
}
