package io.splitproof.deployment;

/**
 * What the containers run.
 *
 * @param serverImage image of Redis or Valkey; it also keeps the boxes' network namespaces and probes their links
 * @param serverBinary {@code redis-server} or {@code valkey-server}
 * @param cliBinary {@code redis-cli} or {@code valkey-cli}
 * @param toxiproxyImage image of Toxiproxy
 */
public record Software(String serverImage, String serverBinary, String cliBinary, String toxiproxyImage) {}
