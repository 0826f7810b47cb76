// Swagger UI on /docs/: everything from this server, changes with the CSRF token of the session.
(() => {
  "use strict";
  const place = document.getElementById("swagger-ui");
  const cookie = (name) => (document.cookie.split("; ").find((part) => part.startsWith(`${name}=`)) || "").slice(name.length + 1);
  window.SwaggerUIBundle({
    url: place.dataset.document,
    domNode: place,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    displayOperationId: false,
    showExtensions: false,
    validatorUrl: null,
    persistAuthorization: false,
    requestInterceptor: (request) => {
      if (!["GET", "HEAD"].includes((request.method || "GET").toUpperCase()) && cookie("csrftoken")) {
        request.headers["X-CSRFToken"] = cookie("csrftoken");
      }
      return request;
    },
  });
})();
