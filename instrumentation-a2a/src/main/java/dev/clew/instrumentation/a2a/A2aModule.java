// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/** The A2A Java SDK as {@code io.github.a2asdk}, in the package {@code io.a2a}. */
public final class A2aModule implements InstrumentationModule {
  static final String PACKAGE = "io.a2a";

  private static final String SUPPORTED = "0.3.0.Beta1 to 1.0.0.Alpha3";
  private static final String HOOKS = "dev.clew.instrumentation.a2a.";

  @Override
  public String name() {
    return "a2a";
  }

  @Override
  public Library library() {
    return library(PACKAGE);
  }

  @Override
  public List<LibraryPart> parts() {
    return parts(PACKAGE);
  }

  @Override
  public List<HookPoint> hookPoints() {
    return hookPoints(PACKAGE);
  }

  static Library library(String root) {
    return new Library("a2a-java-sdk", SUPPORTED, List.of(root + ".spec.Message"));
  }

  /** An application is a client, a server or both. */
  static List<LibraryPart> parts(String root) {
    return List.of(
        part(root, "client", "Client", "A2AClient"), // the latter alone until 0.2
        part(root, "server", "agentexecution.AgentExecutor"),
        part(root, "transport.jsonrpc", "handler.JSONRPCHandler"),
        part(root, "transport.rest", "handler.RestHandler"));
  }

  private static LibraryPart part(String root, String name, String... markers) {
    String packageName = root + "." + name;
    List<String> classes = List.of(markers).stream().map(each -> packageName + "." + each).toList();
    return new LibraryPart(new Library("a2a-java-sdk " + name, SUPPORTED, classes), packageName);
  }

  static List<HookPoint> hookPoints(String root) {
    HookPoints points = new HookPoints(HOOKS);
    addClient(points, root);
    addServer(points, root);
    return points.all();
  }

  private static void addClient(HookPoints points, String root) {
    String client = root + ".client.Client";
    points.add(HookPoint.inClass(client).constructor(), "CardHook");
    points.add(HookPoint.inClass(client).method("sendMessage"), "ClientHook");
    // Renamed in 1.0.
    points.optional(HookPoint.inClass(client).method("resubscribe"), "ClientHook");
    points.optional(HookPoint.inClass(client).method("subscribeToTask"), "ClientHook");
    points.optional(
        HookPoint.inClass(client).method("getTask").label(TaskHook.GET_TASK), "TaskHook");
    points.optional(
        HookPoint.inClass(client).method("cancelTask").label(TaskHook.CANCEL_TASK), "TaskHook");

    String message = root + ".spec.MessageSendParams";
    String task = root + ".spec.TaskIdParams";
    points.add(
        transport(root, message).method("sendMessage", message, HookPoint.ANY), "TransportHook");
    points.add(stream(root, "sendMessageStreaming", message), "TransportHook");
    points.optional(stream(root, "resubscribe", task), "TransportHook");
    points.optional(stream(root, "subscribeToTask", task), "TransportHook");
  }

  private static HookPoint.Builder transport(String root, String request) {
    return HookPoint.inImplementations(root + ".client.transport.spi.ClientTransport", request);
  }

  private static HookPoint.Builder stream(String root, String method, String request) {
    String consumer = "java.util.function.Consumer";
    return transport(root, request)
        .method(method, request, consumer, consumer, HookPoint.ANY)
        .label(TransportHook.STREAM)
        .replacingArguments();
  }

  private static void addServer(HookPoints points, String root) {
    String request = root + ".server.agentexecution.RequestContext";
    String executor = root + ".server.agentexecution.AgentExecutor";
    points.add(
        HookPoint.inImplementations(executor, request).method("execute", request, HookPoint.ANY),
        "ExecutorHook");
    points.add(
        HookPoint.inImplementations(executor, request)
            .method("cancel", request, HookPoint.ANY)
            .label(ExecutorHook.CANCEL),
        "ExecutorHook");
    // Since 1.0, an executor has its queue from this.
    points.optional(
        HookPoint.inClass(root + ".server.tasks.AgentEmitter").constructor(), "EmitterHook");

    String queue = root + ".server.events.EventQueue";
    for (String each : List.of(queue, queue + "$MainQueue", queue + "$ChildQueue")) {
      points.optional(HookPoint.inClass(each).method("enqueueEvent"), "QueueHook");
      points.optional(
          HookPoint.inClass(each).method("doClose").label(QueueHook.CLOSE), "QueueHook");
    }
    points.optional(
        HookPoint.inImplementations(
                root + ".server.tasks.PushNotificationSender", root + ".spec.Task")
            .method("sendNotification")
            .label(TaskHook.PUSH),
        "TaskHook");

    String jsonRpc = root + ".transport.jsonrpc.handler.JSONRPCHandler";
    String rest = root + ".transport.rest.handler.RestHandler";
    for (String each : List.of(jsonRpc, rest)) {
      points.add(HookPoint.inClass(each).constructor(), "CardHook");
    }
    points.optional(HookPoint.inClass(jsonRpc).method("onMessageSend"), "ServerHook");
    points.optional(HookPoint.inClass(jsonRpc).method("onMessageSendStream"), "ServerHook");
    points.optional(HookPoint.inClass(rest).method("sendMessage"), "ServerHook");
    points.optional(HookPoint.inClass(rest).method("sendStreamingMessage"), "ServerHook");
  }
}
