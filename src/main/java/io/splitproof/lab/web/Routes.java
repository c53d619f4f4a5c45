package io.splitproof.lab.web;

import io.splitproof.lab.Lab;
import io.splitproof.lab.Refused;
import io.splitproof.store.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the page's server answers to each request. */
final class Routes extends Handler.Abstract {
    private static final int LONGEST_COMMAND = 1_000;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Gate gate;
    private final Lab lab;
    private final Audience audience;

    Routes(Gate gate, Lab lab, Audience audience) {
        this.gate = gate;
        this.lab = lab;
        this.audience = audience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Optional<String> asked = gate.admit(new Gate.Knock(
                request.getMethod(),
                request.getHttpURI().getPath(),
                Request.getLocalPort(request),
                request.getHeaders().get(HttpHeader.HOST),
                request.getHeaders().get(HttpHeader.ORIGIN)));
        if (asked.isEmpty()) {
            answer(response, callback, 403, "text/plain;charset=utf-8", "not here: use the address that was printed\n");
            return true;
        }
        return route(request.getMethod() + " " + asked.get(), request, response, callback);
    }

    private boolean route(String wanted, Request request, Response response, Callback callback) throws Exception {
        switch (wanted) {
            case "GET events" -> follow(response, callback);
            case "GET topology" ->
                answer(response, callback, 200, "application/json", Json.forScripts(Drawn.of(lab.scenario())));
            case "POST command" -> command(request, response, callback);
            default -> asset(wanted, response, callback);
        }
        return true;
    }

    private void follow(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
        audience.add(response, callback);
    }

    private static void asset(String wanted, Response response, Callback callback) {
        Optional<Assets.Asset> asset =
                wanted.startsWith("GET ") ? Assets.of(wanted.substring("GET ".length())) : Optional.empty();
        asset.ifPresentOrElse(
                a -> answer(response, callback, 200, a.type(), a.text()),
                () -> answer(response, callback, 404, "text/plain;charset=utf-8", "there is no such thing here\n"));
    }

    private void command(Request request, Response response, Callback callback) throws Exception {
        byte[] body = Content.Source.asInputStream(request).readNBytes(LONGEST_COMMAND + 1);
        String line = new String(body, StandardCharsets.UTF_8);
        if (body.length > LONGEST_COMMAND || line.contains("\n")) {
            answer(response, callback, 400, "text/plain;charset=utf-8", "expected one command in one line");
            return;
        }
        try {
            answer(response, callback, 200, "text/plain;charset=utf-8", lab.performAtOnce(line));
        } catch (Refused e) {
            answer(response, callback, 409, "text/plain;charset=utf-8", String.valueOf(e.getMessage()));
        }
    }

    private static void answer(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
