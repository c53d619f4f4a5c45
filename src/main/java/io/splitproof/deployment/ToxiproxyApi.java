package io.splitproof.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * The few calls of Toxiproxy 2.12's control API that cuts and heals need, each with a limit.
 *
 * <p>toxiproxy-java 2.1.11 has no limits at all, and this API hangs when a toxic is added to or removed from a link
 * whose reader is stalled. A call that hits its limit throws {@link Hung}; the caller starts that proxy again.
 */
final class ToxiproxyApi {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final HttpClient http;
    private final String base;

    ToxiproxyApi(HttpClient http, HostPort control) {
        this.http = http;
        this.base = "http://" + control.host() + ":" + control.port();
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    /** The control API did not answer in time, or refused. */
    static final class Hung extends Exception {
        private static final long serialVersionUID = 1L;

        Hung(String message) {
            super(message);
        }

        Hung(String message, Throwable cause) {
            super(message, cause);
        }
    }

    void enable(Proxy proxy, boolean enabled) throws Hung {
        send("POST", "/proxies/" + proxy.name(), "{\"enabled\":" + enabled + "}");
    }

    void add(Proxy proxy, Block block) throws Hung {
        send("POST", "/proxies/" + proxy.name() + "/toxics", block.json());
    }

    /** Removes a toxic. One that is not there is as good as removed. */
    void remove(Proxy proxy, Block block) throws Hung {
        send("DELETE", "/proxies/" + proxy.name() + "/toxics/" + block.name(), "");
    }

    /** Answers when the API is up; also loads the HTTP client's classes, so that the first cut is not late. */
    void ping() throws Hung {
        send("GET", "/version", "");
    }

    private void send(String method, String path, String body) throws Hung {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LIMIT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            requireSuccess(request, http.send(request, BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            throw new Hung(method + " " + path + " got no answer within " + LIMIT.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new Hung(method + " " + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Hung(method + " " + path + " was interrupted", e);
        }
    }

    private static void requireSuccess(HttpRequest request, HttpResponse<String> response) throws Hung {
        boolean goneAlready = response.statusCode() == 404 && request.method().equals("DELETE");
        if (response.statusCode() / 100 != 2 && !goneAlready) {
            throw new Hung(request.method() + " " + request.uri().getPath() + " answered " + response.statusCode()
                    + ": " + response.body());
        }
    }
}
