package io.splitproof.lab;

/**
 * One line of a session's timeline.
 *
 * @param number counted from 1
 * @param atNanos scenario time since the run began
 * @param kind fault, heal, step, sentinel or other
 */
public record Line(int number, long atNanos, String kind, String text) {}
