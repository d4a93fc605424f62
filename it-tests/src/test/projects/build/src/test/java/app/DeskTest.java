// SPDX-License-Identifier: Apache-2.0
package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeskTest {
  private final Desk desk = new Desk();

  @Test
  void question_isAnswered() {
    String answer = desk.ask("plain");
    System.out.println("stdout of the test: " + answer);
    assertEquals("answer to plain", answer);
  }

  /** Fails, so that the build does. */
  @Test
  void other_isAnsweredDifferently() {
    assertEquals("no answer", desk.ask("other"));
  }
}
