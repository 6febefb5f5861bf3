/**
 * Only `RequestLifecycle` writes `requests.status`: this rule refuses a Request's status in an update of Prisma's, and in the SET
 * of an `UPDATE requests` in SQL, anywhere else.
 */
const MESSAGE =
  'Only RequestLifecycle writes the status of a request (request-model/lifecycle/): call its `move`, which keeps the table of moves.';
const UPDATES = new Set(['update', 'updateMany', 'updateManyAndReturn', 'upsert']);
const DATA = new Set(['data', 'create', 'update']);

const nameOf = (property) => (property.type === 'Property' ? (property.key.name ?? property.key.value) : undefined);

/** The text of a template, with a mark where a value goes in. */
const textOf = (template) => template.quasis.map((quasi) => quasi.value.raw).join('$');

const setsStatus = (sql) =>
  [...sql.matchAll(/\bUPDATE\s+(?:public\.)?requests\b/gi)].some(({ index }) => {
    const set = sql.slice(index).split(/\bSET\b/i)[1] ?? '';
    const assignments = set.split(/\b(?:WHERE|FROM|RETURNING)\b/i)[0] ?? '';
    return /(?:^|[\s,(])"?status"?\s*(?:,[^=()]*)?\)?\s*=/i.test(assignments);
  });

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: { type: 'problem', messages: { other: MESSAGE }, schema: [] },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'other' });
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || !UPDATES.has(callee.property.name)) return;
        if (callee.object.type !== 'MemberExpression' || callee.object.property.name !== 'request') return;
        const [order] = node.arguments;
        if (order?.type !== 'ObjectExpression') return;
        for (const part of order.properties.filter((property) => DATA.has(nameOf(property)))) {
          const written = part.value.type === 'ObjectExpression' ? part.value.properties : [];
          const status = written.find((property) => nameOf(property) === 'status');
          if (status) report(status);
        }
      },
      TemplateLiteral(node) {
        if (setsStatus(textOf(node))) report(node);
      },
      Literal(node) {
        if (typeof node.value === 'string' && setsStatus(node.value)) report(node);
      },
    };
  },
};

export default rule;
