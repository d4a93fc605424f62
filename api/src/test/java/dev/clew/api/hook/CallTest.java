// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CallTest {
  private final Object[] arguments = {"question", null, 3};
  private final Call call = new Call(this, arguments);

  @Test
  void call_givesReceiverAndArgumentsByType() {
    assertThat(call.self(CallTest.class)).isSameAs(this);
    assertThat(call.argumentCount()).isEqualTo(3);
    assertThat(call.argument(0, String.class)).isEqualTo("question");
    assertThat(call.argument(1, String.class)).isNull();
    assertThat(call.required(2, Integer.class)).isEqualTo(3);
  }

  @Test
  void requiredArgument_thatIsNull_throwsWithItsIndex() {
    assertThatIllegalStateException()
        .isThrownBy(() -> call.required(1, String.class))
        .withMessage("argument 1 is null");
  }

  @Test
  void receiver_ofAStaticMethod_cannotBeAskedFor() {
    Call ofStatic = new Call(null, "question");

    assertThatIllegalStateException()
        .isThrownBy(() -> ofStatic.self(String.class))
        .withMessage("a static method has no receiver");
  }

  @Test
  void wrongType_isAClassCastException() {
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> call.argument(0, Integer.class));
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(() -> call.required(0, Integer.class));
    assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> call.self(String.class));
  }

  @Test
  void replacedArgument_isWhatTheMethodWillGet() {
    call.replaceArgument(0, "other question");

    assertThat(arguments[0]).isEqualTo("other question");
    assertThat(call.argument(0, String.class)).isEqualTo("other question");
  }
}
