package io.splitproof.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LabServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory = Path.of("");

    private ReplayedLab lab;

    @BeforeEach
    void open() {
        lab = new ReplayedLab(directory);
        lab.playUntil(12);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(lab.url() + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String origin() {
        return lab.url().replaceAll("(http://[^/]+)/.*", "$1");
    }

    private HttpRequest.Builder command(String line) {
        return request("command").POST(HttpRequest.BodyPublishers.ofString(line));
    }

    @Test
    void thePageAndItsPartsAreThereAndNothingElse() throws Exception {
        assertThat(send(request("")).body()).contains("<title>Splitproof lab</title>");
        for (String part : new String[] {"page.css", "page.js", "drawing.js", "chart.js", "echarts.js"}) {
            assertThat(send(request(part)).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(send(request("page.html")).statusCode()).isEqualTo(404);
        assertThat(send(request("../page.js")).statusCode()).isNotEqualTo(200);
        assertThat(send(request("topology")).body()).contains("\"redis-1\"").contains("\"box-1\"");
    }

    @Test
    void noOtherPageMayPostACommand() throws Exception {
        assertThat(send(command("kill primary").header("Origin", origin())).statusCode())
                .isEqualTo(200);
        assertThat(lab.stage().asked()).hasSize(1);

        assertThat(send(command("kill redis-2")).statusCode()).as("no origin").isEqualTo(403);
        assertThat(send(command("kill redis-2").header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(command("kill redis-2").header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(URI.create(origin() + "/command"))
                                .header("Origin", origin())
                                .POST(HttpRequest.BodyPublishers.ofString("kill redis-2")))
                        .statusCode())
                .as("no token")
                .isEqualTo(403);
        assertThat(lab.stage().asked()).hasSize(1);
    }

    @Test
    void withoutTheTokenOrAtAnotherHostNothingIsShown() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(origin() + "/"))).statusCode())
                .isEqualTo(403);
        String wrong = lab.url().replaceAll("[0-9a-f]{32}", "0".repeat(32));
        assertThat(send(HttpRequest.newBuilder(URI.create(wrong))).statusCode()).isEqualTo(403);
        var gate = new Gate();
        assertThat(gate.admit(new Gate.Knock("GET", gate.prefix(), 80, "127.0.0.1:80", null)))
                .hasValue("");
        assertThat(gate.admit(new Gate.Knock("GET", gate.prefix(), 80, "evil.example:80", null)))
                .as("a name that was made to lead here")
                .isEmpty();
        assertThat(gate.admit(new Gate.Knock("GET", gate.prefix(), 80, null, null)))
                .isEmpty();
    }

    @Test
    void aCommandThatIsRefusedSaysWhy() throws Exception {
        var refused = send(command("kill redis-9").header("Origin", origin()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("unknown node or role \"redis-9\"");
        assertThat(send(command("wait 5s").header("Origin", origin())).statusCode())
                .isEqualTo(409);
        assertThat(send(command("status\nquit").header("Origin", origin())).statusCode())
                .isEqualTo(400);
        assertThat(lab.stage().asked()).isEmpty();
    }

    @Test
    void newsComeAsTheyHappenAndTheEndIsTold() throws Exception {
        var stream = client.send(request("events").build(), BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        String first = lines.readLine();
        assertThat(first).startsWith("data: {").contains("\"fault partition [box-1, c1] | [box-2, box-3, c2]");
        assertThat(first).contains("\"state\":\"proven\"").contains("\"from\":\"box-1\"");
        lab.tell(new Event.Noted(13_000_000_000L, "a new line"));
        String line = lines.readLine();
        while (!line.contains("a new line")) {
            line = lines.readLine();
        }
        assertThat(line).doesNotContain("fault partition [box-1, c1] | [box-2, box-3, c2] (blackhole)\",\"number");
        lab.close();
        String last = line;
        while (line != null) {
            last = line.isEmpty() ? last : line;
            line = lines.readLine();
        }
        assertThat(last).isEqualTo("data: {}");
    }

    @Test
    void everyAnswerForbidsScriptsOfOthersAndFrames() throws Exception {
        var policy = send(request(""))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }
}
