package dev.prose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListFactoryTest {
  @Test
  void makesListsAndLeavesTheRestToPicocli() throws Exception {
    Object list = new ListFactory().create(List.class);
    Object set = new ListFactory().create(Set.class);
    assertThat(list).isEqualTo(List.of());
    assertThat(set).isEqualTo(Set.of());
  }
}
