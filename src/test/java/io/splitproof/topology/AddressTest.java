package io.splitproof.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2:6379", "127.0.0.254:65535", "h:1", "::1:6379"})
    void anAddressIsReadAsItIsWritten(String text) {
        assertThat(Address.parse(text)).hasToString(text);
    }

    @Test
    void theLastColonDividesHostAndPort() {
        assertThat(Address.parse("::1:6379")).isEqualTo(new Address("::1", 6379));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", ":6379", "127.0.0.1:", "127.0.0.1:redis", "127.0.0.1:99999999999"})
    void aTextThatIsNoAddressIsRefusedAndShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(text))
                .withMessage("an address is host:port, not \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void aPortOutsideItsRangeIsRefusedAndShown(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("127.0.0.1:" + port))
                .withMessage("a port lies between 1 and 65535, not " + port);
    }
}
