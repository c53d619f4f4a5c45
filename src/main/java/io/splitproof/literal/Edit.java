package io.splitproof.literal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One change of the document's files. */
public sealed interface Edit {
    /** The files after the change. */
    Map<String, String> applied(Map<String, String> files);

    /** Why it cannot be made, or empty. */
    Optional<String> obstacle(Map<String, String> files);

    /** As a user would read it, in lines. */
    String describe();

    /** Text becomes another text, wherever it stands in that file. */
    record Replace(String file, String old, String with) implements Edit {
        @Override
        public Map<String, String> applied(Map<String, String> files) {
            var after = new TreeMap<>(files);
            after.computeIfPresent(file, (name, text) -> text.replace(old, with));
            return after;
        }

        @Override
        public Optional<String> obstacle(Map<String, String> files) {
            return files.getOrDefault(file, "").contains(old)
                    ? Optional.empty()
                    : Optional.of("expected text that stands in " + file + ", but it has no \"" + old.strip() + "\"");
        }

        @Override
        public String describe() {
            return "--- " + file + "\n" + marked("-", old) + marked("+", with).stripTrailing();
        }

        private static String marked(String mark, String text) {
            return text.stripTrailing().lines().map(l -> mark + l + "\n").reduce("", String::concat);
        }
    }

    /** A file is copied. */
    record Copy(String from, String to) implements Edit {
        @Override
        public Map<String, String> applied(Map<String, String> files) {
            var after = new TreeMap<>(files);
            after.put(to, files.getOrDefault(from, ""));
            return after;
        }

        @Override
        public Optional<String> obstacle(Map<String, String> files) {
            return files.containsKey(from)
                    ? Optional.empty()
                    : Optional.of("expected a file to copy, but there is no " + from);
        }

        @Override
        public String describe() {
            return "cp " + from + " " + to;
        }
    }

    /** A file is new. */
    record Create(String file, String text) implements Edit {
        @Override
        public Map<String, String> applied(Map<String, String> files) {
            var after = new TreeMap<>(files);
            after.put(file, text);
            return after;
        }

        @Override
        public Optional<String> obstacle(Map<String, String> files) {
            return files.containsKey(file)
                    ? Optional.of("expected a new file, but there is a " + file)
                    : Optional.empty();
        }

        @Override
        public String describe() {
            return "+++ " + file + "\n" + Replace.marked("+", text).stripTrailing();
        }
    }

    /** The password is written into the file where it names the variable, since the server reads no variables. */
    record Render(String file) implements Edit {
        /** Stands in a file for the password, until the file is written for the containers. */
        public static final String PASSWORD = "<the password>";

        @Override
        public Map<String, String> applied(Map<String, String> files) {
            return new Replace(file, "${REDIS_PASSWORD}", PASSWORD).applied(files);
        }

        @Override
        public Optional<String> obstacle(Map<String, String> files) {
            return new Replace(file, "${REDIS_PASSWORD}", PASSWORD).obstacle(files);
        }

        @Override
        public String describe() {
            return "envsubst '$REDIS_PASSWORD' on " + file;
        }
    }
}
