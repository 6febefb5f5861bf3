// The Prisma CLI downloads its schema engine at every call, `generate` included. Its own generator, called directly,
// needs nothing but this package (docs/adr/0002).
const { join } = require('node:path');
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');
const { getGenerators, loadSchemaContext } = require('@prisma/internals');

async function generate() {
  const schemaContext = await loadSchemaContext({
    schemaPath: { cliProvidedPath: join(__dirname, 'schema.prisma') },
    printLoadMessage: false,
  });
  const generators = await getGenerators({
    schemaContext,
    registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
    skipDownload: true,
    cliCommand: 'generate',
  });
  for (const generator of generators) {
    await generator.generate();
    generator.stop();
  }
}

void generate();
