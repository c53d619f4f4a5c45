package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.checker.Cells;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Overlap;
import io.splitproof.checker.Words;
import io.splitproof.store.VerdictFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a reader of a run's page has in sight at 1280x800 before scrolling. */
public final class FirstScreen {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    /** Texts of the timeline that lie on the first screen. */
    static final String TEXTS_IN_SIGHT = """
            return [...document.querySelectorAll('#timeline-chart svg text')]
              .filter(t => { const r = t.getBoundingClientRect(); return r.top >= 0 && r.bottom <= window.innerHeight && r.width > 0; })
              .map(t => t.textContent)""";

    private final Browser browser;
    private final Findings findings;

    private FirstScreen(Browser browser, Findings findings) {
        this.browser = browser;
        this.findings = findings;
    }

    /** Opens a page of a run directory in that browser. */
    public static FirstScreen open(Browser browser, Path page) {
        browser.open(page, WIDTH, HEIGHT, "light");
        return new FirstScreen(
                browser,
                VerdictFile.read(page.resolveSibling("verdicts.json"), Judgement.class)
                        .findings());
    }

    /**
     * Asserts that a reader sees, in words and in the picture, when the cut was, from when to when two nodes
     * acknowledged writes, how many writes were lost, and why: each as verdicts.json has it.
     */
    public void saysTheFourFacts() {
        var episode = findings.episodes().get().get(0);
        List<Overlap> overlaps = findings.splitBrain().get().overlaps();
        Overlap longest = overlaps.stream()
                .max(Comparator.comparing(o -> o.during().length()))
                .orElseThrow();
        Cells total = findings.writes().get().total();
        Interval healed = Objects.requireNonNull(episode.episode().healed());
        String cut = moments(episode.episode().atNanos(), healed.fromNanos());
        String dual = moments(
                overlaps.get(0).during().fromNanos(),
                overlaps.stream().mapToLong(o -> o.during().toNanos()).max().orElseThrow());
        String nodes = longest.loser() + " and " + longest.winner();
        String drawnDual =
                moments(longest.during().fromNanos(), longest.during().toNanos()) + ": " + nodes + " both acknowledge";
        String why = episode.forecast().get().loss().why();

        assertThat(inSight("#fact-fault")).contains("Cut", cut);
        assertThat(inSight("#fact-dual")).contains(dual, nodes);
        assertThat(inSight("#fact-lost"))
                .contains(Words.count(total.lost()) + " of " + Words.count(total.acknowledged()));
        assertThat(inSight("#fact-why")).contains(why);
        List<String> drawn = browser.run(TEXTS_IN_SIGHT);
        assertThat(drawn)
                .anyMatch(t -> t.startsWith(cut))
                .anyMatch(t -> t.equals(drawnDual))
                .anyMatch(t -> t.startsWith(Words.count(total.lost()) + " lost: " + why.substring(0, 60)));
        assertThat(browser.<Boolean>run(
                        "return document.querySelector('#timeline-chart').getBoundingClientRect().bottom <= " + HEIGHT))
                .isTrue();
    }

    /** The text of an element that lies on the first screen as a whole. */
    private String inSight(String selector) {
        return browser.run(
                "const e = document.querySelector(arguments[0]); const r = e.getBoundingClientRect();"
                        + " return r.top >= 0 && r.bottom <= window.innerHeight ? e.innerText : 'not in sight'",
                selector);
    }

    private static String moments(long from, long to) {
        return Words.moment(from) + " to " + Words.moment(to);
    }
}
