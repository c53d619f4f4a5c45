package io.splitproof.cli;

/** Runs several command lines in one process of its own, and prints how each ended. */
final class CommandLines {
    private CommandLines() {}

    /** Each argument is one command line, its words parted by blanks. */
    public static void main(String[] args) {
        for (String line : args) {
            System.out.println("exit " + Main.execute(line.split(" ", -1)) + " from " + line);
        }
        System.exit(0);
    }
}
