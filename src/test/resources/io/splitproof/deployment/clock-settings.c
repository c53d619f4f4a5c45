/* Prints a settings file as the clock library understands it: clock-settings FILE REFERENCE_NOW WAIT_NANOS */
#include "settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words) {
    struct settings s;
    FILE *file = count == 4 ? fopen(words[1], "r") : NULL;
    if (!file) {
        return 64;
    }
    const char *fault = fault_of(&s, fread(&s, 1, sizeof s, file));
    int64_t now = atoll(words[2]);
    printf("%s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", fault ? fault : "good", s.sequence,
           s.reference, wall_at(&s, now), monotonic_at(&s, now), real_wait(&s, now, atoll(words[3])));
    return 0;
}
