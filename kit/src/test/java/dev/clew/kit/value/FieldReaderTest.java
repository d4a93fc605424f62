// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldReaderTest {
  /** A library's own optional. */
  record Field(@Nullable Object value) {}

  /** An object of the library. */
  public record Message(Field role, Optional<String> name, List<String> parts) {}

  private final FieldReader fields =
      new FieldReader(value -> value instanceof Field field ? field.value() : value);

  private final Message message =
      new Message(new Field("user"), Optional.of("Ann"), List.of("a", "b"));

  @Test
  void value_isUnwrapped_fromFieldAndOptional() {
    assertThat(fields.read(message, "role")).isEqualTo("user");
    assertThat(fields.text(message, "name")).isEqualTo("Ann");
    assertThat(fields.list(message, "parts")).hasSize(2);
  }

  @Test
  void accessorThatIsMissing_readsAsNothing() {
    assertThat(fields.read(message, "weight")).isNull();
    assertThat(fields.text(null, "role")).isNull();
    assertThat(fields.list(message, "weight", "role")).isEmpty();
  }

  @Test
  void first_isThatOfTheFirstAccessorWithAValue() {
    assertThat(fields.first(message, "weight", "name", "role")).isEqualTo("Ann");
  }
}
