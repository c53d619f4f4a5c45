package io.splitproof.engine;

import java.util.List;

/** An image can neither be found nor pulled nor built. What needed it is skipped visibly, with this message. */
public final class ImageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String wanted;

    ImageUnavailable(String wanted, List<String> reasons) {
        super("image " + wanted + " cannot be had:\n  " + String.join("\n  ", reasons));
        this.wanted = wanted;
    }

    /** The image that was asked for. */
    public String wanted() {
        return wanted;
    }
}
