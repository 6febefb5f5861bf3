FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The Prisma CLI is an optional peer of its client, so that `--omit=dev` alone would keep it: out of the lock, and pruned.
RUN npm pkg delete devDependencies.prisma && \
  node -e "const lock = require('./package-lock.json'); delete lock.packages[''].devDependencies.prisma; \
    delete lock.packages['node_modules/prisma']; fs.writeFileSync('package-lock.json', JSON.stringify(lock))" && \
  npm ci --omit=dev && npm prune --omit=dev && npm cache clean --force && test ! -e node_modules/effect

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HABEAS_DATA_DIR=/var/lib/habeas
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY prisma/migrations ./prisma/migrations
COPY package.json LICENSE ./
# A named volume mounted here takes over this owner.
RUN install --directory --owner=node --group=node --mode=0750 /var/lib/habeas
USER node
EXPOSE 3000
# API and workers alike serve /healthz on PORT.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
