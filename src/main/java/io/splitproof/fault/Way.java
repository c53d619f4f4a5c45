package io.splitproof.fault;

/** Which links a fault slows. */
public sealed interface Way {
    /** One direction: whatever {@code from} sends to {@code to}, whoever opened the connection. */
    record OneWay(Target from, Target to) implements Way {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    /** Every link of one box, both ways. A role word means the box of that node. */
    record Around(Target box) implements Way {
        @Override
        public String toString() {
            return "every link of " + box;
        }
    }
}
