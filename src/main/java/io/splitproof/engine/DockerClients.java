package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;

/** Makes docker-java clients whose every call has a time limit. */
final class DockerClients {
    /** Requests carry no API version, so that the engine uses its own newest: true of Docker 20.10 to 29. */
    static DockerClient at(URI uri, Map<String, String> environment, Duration limit) {
        boolean secure = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()
                && uri.getScheme().equals("tcp");
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(uri.toString())
                .withDockerTlsVerify(secure)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(uri)
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(Duration.ofSeconds(5))
                .responseTimeout(limit)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    private DockerClients() {}
}
