package io.splitproof.fault;

/** How a cut link behaves: what nodes see while it lasts, and what its heal does. */
public enum Physics {
    /** Silence; connections stay up; bytes are lost. Its heal closes the link's connections. */
    BLACKHOLE,
    /** Silence; connections stay up; bytes are held and arrive late, as TCP retransmission would deliver them. */
    STALL,
    /** Open connections close and new ones are refused. */
    REFUSE,
    /** The next byte on an open connection meets its end; new connections are reset. */
    RESET,
    /**
     * Packets are lost where they arrive, of every protocol. Its heal closes nothing: what was open goes on when TCP
     * sends again, which can take as long as the cut has lasted.
     */
    DROP
}
