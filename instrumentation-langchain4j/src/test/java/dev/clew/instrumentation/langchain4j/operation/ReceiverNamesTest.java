// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReceiverNamesTest {
  @Test
  void lambda_isCalledTheSameInEachRun() {
    Supplier<String> lambda = () -> "x";

    assertThat(dev.clew.kit.value.ReceiverNames.isLambda(lambda)).isTrue();
    assertThat(ReceiverNames.name(lambda)).isEqualTo("ReceiverNamesTest lambda");
  }

  @Test
  void otherObject_isCalledByItsClass() {
    assertThat(dev.clew.kit.value.ReceiverNames.isLambda("x")).isFalse();
    assertThat(ReceiverNames.name("x")).isEqualTo("String");
  }
}
