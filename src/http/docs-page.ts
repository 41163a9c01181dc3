export const page = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Essay examiner: the API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/docs.css">
  </head>
  <body>
    <header>
      <p><a href="/">Essay examiner</a></p>
      <p><a href="/openapi.json">openapi.json</a></p>
    </header>
    <main id="reference"></main>
    <noscript>This page needs JavaScript; <a href="/openapi.json">openapi.json</a> says the same.</noscript>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/docs.js"></script>
  </body>
</html>
`;

export const script = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  syntaxHighlight: { activated: true, theme: 'nord' },
});
`;

/** Swagger UI made plain: the page's own type and paper, no badge, no coloured slabs. */
export const style = `
:root { --ink: #22262b; --soft: #5b636d; --line: #dfe3e8; --paper: #ffffff; --link: #1c5a9c; }
body { margin: 0; background: var(--paper); color: var(--ink); }
body, .swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag, .swagger-ui .opblock .opblock-summary-description,
.swagger-ui .info li, .swagger-ui .info p, .swagger-ui .info table, .swagger-ui .btn, .swagger-ui label, .swagger-ui table thead tr th,
.swagger-ui .response-col_status, .swagger-ui section.models h4, .swagger-ui .opblock-description-wrapper p, .swagger-ui .tab li {
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; color: var(--ink);
}
header { box-sizing: border-box; display: flex; justify-content: space-between; max-width: 1100px; margin: 0 auto; padding: 1rem 20px 0; }
header p { margin: 0; }
a, .swagger-ui .info a, .swagger-ui a.nostyle:focus-visible { color: var(--link); }
.swagger-ui .wrapper { max-width: 1100px; }
.swagger-ui .info { margin: 2rem 0 1rem; }
.swagger-ui .info .title { font-size: 2rem; font-weight: 650; }
.swagger-ui .info .title small { background: none; top: 0; padding: 0; margin-left: .75rem; }
.swagger-ui .info .title small.version-stamp { background: none; }
.swagger-ui .info .title small pre { color: var(--soft); font-size: .85rem; font-family: inherit; }
.swagger-ui .info .renderedMarkdown p { max-width: 68ch; margin: 0; line-height: 1.55; font-size: 1rem; }
.swagger-ui .info > .main > .link, .swagger-ui .info hgroup.main a { display: none; }
.swagger-ui .scheme-container { box-shadow: none; padding: 0 0 1rem; background: none; border-bottom: 1px solid var(--line); }
.swagger-ui .opblock-tag { padding-left: 0; border-bottom: 1px solid var(--line); font-size: 1.2rem; font-weight: 650; }
.swagger-ui .opblock, .swagger-ui .opblock.opblock-get, .swagger-ui .opblock.opblock-post, .swagger-ui .opblock.opblock-delete {
  background: var(--paper); border: 1px solid var(--line); border-radius: 6px; box-shadow: none; margin: 0 0 8px;
}
.swagger-ui .opblock .opblock-summary, .swagger-ui .opblock.is-open .opblock-summary { border-color: var(--line); }
.swagger-ui .opblock .opblock-summary-method { min-width: 64px; text-shadow: none; border-radius: 4px; font-size: .8rem; padding: 5px 0; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #2f6b4f; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1c5a9c; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #a33333; }
.swagger-ui .opblock .opblock-section-header { background: #f5f7f9; box-shadow: none; }
.swagger-ui .opblock .opblock-summary-path { color: var(--ink); font-size: .95rem; }
.swagger-ui .opblock .opblock-summary-description { color: var(--soft); }
.swagger-ui .btn { box-shadow: none; }
.swagger-ui .btn.authorize { color: #2f6b4f; border-color: #2f6b4f; }
.swagger-ui .btn.authorize svg, .swagger-ui .btn.authorize svg path { fill: #2f6b4f; }
.swagger-ui .btn.execute { background: #1c5a9c; border-color: #1c5a9c; color: #fff; }
.swagger-ui section.models { border-color: var(--line); }
.swagger-ui section.models .model-container { background: #f5f7f9; }
.swagger-ui :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
`;
