// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import io.reactivex.rxjava3.core.Flowable;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model with prepared answers, as an application might write one for its tests. */
class FakeModel extends BaseLlm {
  private final Deque<Flowable<LlmResponse>> answers = new ConcurrentLinkedDeque<>();
  final List<LlmRequest> requests = new CopyOnWriteArrayList<>();

  FakeModel() {
    super("fake-1");
  }

  /** Answers the next request with these responses. */
  FakeModel answers(String... responses) {
    return answers(Flowable.fromIterable(Arrays.stream(responses).map(Adk::response).toList()));
  }

  FakeModel answers(Flowable<LlmResponse> responses) {
    answers.add(responses);
    return this;
  }

  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    requests.add(request);
    return answers.remove();
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException();
  }
}
