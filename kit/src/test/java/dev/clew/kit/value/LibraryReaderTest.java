// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.LibraryClasses;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LibraryReaderTest {
  private final LibraryReader reader =
      new LibraryReader(LibraryClasses.in("dev.clew.kit.value.LibraryReaderTest$Library"));

  /** An object of the library. */
  public record LibraryAnswer(
      String model, int tokens, @Nullable Object nothing, List<String> texts) {}

  /** The same of the application. */
  public record OwnAnswer(String model, int tokens) {}

  private final LibraryAnswer answer = new LibraryAnswer("m-1", 7, null, List.of("a", "b"));

  @Test
  void accessorOfTheLibrary_isRead() {
    assertThat(reader.text(answer, "model")).isEqualTo("m-1");
    assertThat(reader.number(answer, "tokens")).isEqualTo(7);
    assertThat(reader.list(answer, "texts")).containsExactly("a", "b");
    assertThat(reader.list(answer, "model")).containsExactly("m-1");
  }

  @Test
  void accessorThatIsMissingOrOfAnotherType_isNothing() {
    assertThat(reader.read(answer, "absent")).isNull();
    assertThat(reader.text(answer, "tokens")).isNull();
    assertThat(reader.number(answer, "model")).isNull();
    assertThat(reader.list(answer, "nothing")).isEmpty();
  }

  @Test
  void accessorOfTheApplication_isNotCalled() {
    assertThat(reader.read(new OwnAnswer("m-1", 7), "model")).isNull();
    assertThat(reader.read(null, "model")).isNull();
  }

  @Test
  void values_areThoseThatExist() {
    assertThat(
            reader.values(
                answer, Map.of("model", "request_model", "nothing", "n", "absent", "top_p")))
        .isEqualTo(Map.of("request_model", "m-1"));
  }

  @Test
  void listOfTheApplication_isNotIterated() {
    List<String> own =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new AssertionError("loads from a database");
          }

          @Override
          public int size() {
            throw new AssertionError("loads from a database");
          }
        };

    assertThat(reader.list(new LibraryAnswer("m-1", 7, null, own), "texts")).isEmpty();
  }
}
