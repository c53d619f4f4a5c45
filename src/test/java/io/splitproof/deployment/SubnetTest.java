package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class SubnetTest {
    @Test
    void theLastAddressIsThatBelowTheBroadcast() {
        assertThat(Subnet.parse("172.18.0.0/16").last()).isEqualTo("172.18.255.254");
        assertThat(Subnet.parse("192.168.32.0/20").last()).isEqualTo("192.168.47.254");
        assertThat(Subnet.parse("10.89.3.0/24").last()).isEqualTo("10.89.3.254");
        assertThat(Subnet.parse("10.0.0.8/29").last()).isEqualTo("10.0.0.14");
    }

    @Test
    void anotherNetworkIsRefusedWithWhatWasExpected() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Subnet.parse("fd00::/64"))
                .withMessageContaining("expected the run's network to be like 172.18.0.0/16, but it is fd00::/64");
    }
}
