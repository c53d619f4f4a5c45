package io.splitproof.topology;

/**
 * One address that moves from box to box, as keepalived or Pacemaker place it. Clients reach it through a proxy of their
 * own, which dials it anew for every connection and so follows it.
 *
 * @param holder the box that is to hold it at boot
 */
public record VirtualIp(String holder) {
    /** How scenarios, proxies and events call it. */
    public static final String NAME = "vip";
}
