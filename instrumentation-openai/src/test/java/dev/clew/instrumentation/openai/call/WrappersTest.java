// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrappersTest {
  @Test
  void wrappers_ofThisVersion_answerEveryMethodThemselves() {
    assertThat(leftOut(StreamResponse.class, ObservedStream.class)).isEmpty();
    assertThat(leftOut(HttpResponseFor.class, ObservedResponse.class)).isEmpty();
    assertThat(leftOut(HttpResponse.class, ObservedBytes.class)).isEmpty();
  }

  private static List<String> leftOut(Class<?> type, Class<?> wrapper) {
    List<String> own = Arrays.stream(wrapper.getDeclaredMethods()).map(Method::getName).toList();
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .filter(method -> !own.contains(method))
        .toList();
  }
}
