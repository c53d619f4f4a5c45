package io.splitproof.nemesis;

/** What a nemesis learns from the nodes themselves, past every proxy. */
public record Senses(Roles roles, Arrivals arrivals, ClockReadings clocks) {}
