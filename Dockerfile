FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app /app
RUN useradd --system --create-home colloquium && mkdir /data && chown colloquium /data
USER colloquium
ENV DATA_DIR=/data
EXPOSE 3000
CMD ["node", "dist/apps/server/src/main.js"]
