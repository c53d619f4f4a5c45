package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
    @Test
    void readsTheKernelsCounters() {
        assertThat(PacketFilter.counted("""
                table netdev splitproof_f1 {
                    chain ingress {
                        type filter hook ingress device "eth0" priority -500; policy accept;
                        ether saddr 02:42:ac:12:00:02 counter packets 17 bytes 1020 drop comment "box-1"
                        ether saddr 02:42:ac:12:00:04 counter packets 0 bytes 0 drop comment "c1"
                    }
                }
                """)).isEqualTo(Map.of("box-1", 17L, "c1", 0L));
    }

    @Test
    void tellsAnAddressThatCameFromOneThatWent() {
        String came = "7: eth0    inet 172.18.255.254/16 scope global secondary eth0\\       valid_lft forever";
        assertThat(PacketFilter.held(came, "172.18.255.254")).contains(true);
        assertThat(PacketFilter.held("Deleted " + came, "172.18.255.254")).contains(false);
        assertThat(PacketFilter.held(came, "172.18.255.25")).isEmpty();
    }
}
