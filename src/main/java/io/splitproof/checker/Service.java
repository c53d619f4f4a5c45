package io.splitproof.checker;

import java.util.List;

/**
 * What became of the requests of one client.
 *
 * @param requests all that began
 * @param served those that got an answer, by who settled it
 * @param failed those that got an error and changed nothing
 * @param indeterminate those that got an error, or no end, and may have changed something
 * @param firstUnserved the first that were not served, in words
 */
public record Service(long requests, Sources served, long failed, long indeterminate, List<String> firstUnserved) {
    public Service {
        firstUnserved = List.copyOf(firstUnserved);
    }

    static Service of(List<Attempt> requests) {
        Sources served = Sources.NONE;
        long failed = 0;
        for (Attempt request : requests) {
            served = request.served() == null
                    ? served
                    : served.plus(request.served().from());
            failed += request.rejected() ? 1 : 0;
        }
        long indeterminate = requests.size() - served.total() - failed;
        List<String> first = requests.stream()
                .filter(r -> r.served() == null)
                .limit(3)
                .map(Requests::words)
                .toList();
        return new Service(requests.size(), served, failed, indeterminate, first);
    }

    /** In per cent; 0 where nothing was asked. */
    public double share() {
        return requests == 0 ? 0 : 100.0 * served.total() / requests;
    }
}
