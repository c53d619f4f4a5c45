package io.splitproof.cli;

import io.splitproof.lab.Lab;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes verbs and names; a line editor is there before the lab that knows them. */
final class LabCompleter implements Completer {
    private volatile @Nullable Lab lab;

    /** Completes for that lab from now on. */
    void serve(Lab known) {
        lab = known;
    }

    @Override
    public void complete(LineReader editor, ParsedLine line, List<Candidate> candidates) {
        Lab known = lab;
        if (known != null) {
            known.next(line.words().subList(0, line.wordIndex())).forEach(word -> candidates.add(new Candidate(word)));
        }
    }
}
