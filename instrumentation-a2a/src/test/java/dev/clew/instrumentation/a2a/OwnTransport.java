// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import io.a2a.client.transport.spi.ClientTransport;
import io.a2a.client.transport.spi.interceptors.ClientCallContext;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.AgentCard;
import io.a2a.spec.DeleteTaskPushNotificationConfigParams;
import io.a2a.spec.EventKind;
import io.a2a.spec.GetTaskPushNotificationConfigParams;
import io.a2a.spec.ListTaskPushNotificationConfigParams;
import io.a2a.spec.Message;
import io.a2a.spec.MessageSendParams;
import io.a2a.spec.StreamingEventKind;
import io.a2a.spec.Task;
import io.a2a.spec.TaskIdParams;
import io.a2a.spec.TaskPushNotificationConfig;
import io.a2a.spec.TaskQueryParams;
import io.a2a.spec.TextPart;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An application's transport, whose streams deliver what the test says. */
final class OwnTransport implements ClientTransport {
  @Nullable ClientTransport delegate;
  @Nullable A2AClientException failure;
  private @Nullable Consumer<StreamingEventKind> events;
  private @Nullable Consumer<Throwable> errors;

  void event(StreamingEventKind event) {
    Objects.requireNonNull(events).accept(event);
  }

  void end(@Nullable Throwable error) {
    Objects.requireNonNull(errors).accept(error);
  }

  @Override
  public EventKind sendMessage(MessageSendParams request, ClientCallContext context)
      throws A2AClientException {
    if (failure != null) {
      throw failure;
    }
    return delegate != null
        ? delegate.sendMessage(request, context)
        : new Message.Builder()
            .role(Message.Role.AGENT)
            .parts(List.of(new TextPart("a story")))
            .build();
  }

  @Override
  public void sendMessageStreaming(
      MessageSendParams request,
      Consumer<StreamingEventKind> eventConsumer,
      Consumer<Throwable> errorConsumer,
      ClientCallContext context) {
    events = eventConsumer;
    errors = errorConsumer;
  }

  @Override
  public void resubscribe(
      TaskIdParams request,
      Consumer<StreamingEventKind> eventConsumer,
      Consumer<Throwable> errorConsumer,
      ClientCallContext context) {
    events = eventConsumer;
    errors = errorConsumer;
  }

  @Override
  public Task getTask(TaskQueryParams request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Task cancelTask(TaskIdParams request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskPushNotificationConfig setTaskPushNotificationConfiguration(
      TaskPushNotificationConfig request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskPushNotificationConfig getTaskPushNotificationConfiguration(
      GetTaskPushNotificationConfigParams request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TaskPushNotificationConfig> listTaskPushNotificationConfigurations(
      ListTaskPushNotificationConfigParams request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteTaskPushNotificationConfigurations(
      DeleteTaskPushNotificationConfigParams request, ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AgentCard getAgentCard(ClientCallContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
