package io.splitproof.fault;

/** What a crashed host finds on its disk when it comes back. */
public enum Disk {
    /** Its own files, as its processes left them. */
    KEPT,
    /** Nothing. */
    LOST,
    /** Nothing but the last backup, which is put in place before the processes start. */
    BACKUP
}
