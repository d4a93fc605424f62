// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.call.HookPoints;
import dev.clew.kit.tape.HttpTapeHook;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the hook points in a client that Stainless generates, whose services are {@code
 * …ServiceImpl$WithRawResponseImpl}.
 *
 * <p>Names of classes are relative to the client's root package, of parameters to its {@code
 * models}, and of hooks to the module's package.
 */
public final class ServiceHookPoints extends HookPoints {
  private static final String RAW = "$WithRawResponseImpl";
  private static final String RETRYING = "http.RetryingHttpClient";

  private final String root;
  private final String models;

  /**
   * Starts with no points.
   *
   * @param root the package of the client, with a dot at its end
   * @param hooks the package of the module, with a dot at its end
   */
  public ServiceHookPoints(String root, String hooks) {
    super(hooks);
    this.root = root;
    this.models = root + "models.";
  }

  /** Adds {@code create} and {@code createStreaming} of a service. */
  public void createAndStream(String service, String params, String hook) {
    create(service, params, hook);
    both(service, "createStreaming", params)
        .forEach(point -> add(point.label(HttpCallHook.STREAM), hook));
  }

  /** Adds {@code create} of a service. */
  public void create(String service, String params, String hook) {
    method(service, "create", params, null, hook);
  }

  /** Adds a method of a service, blocking and asynchronous. */
  public void method(
      String service, String method, String params, @Nullable String label, String hook) {
    both(service, method, params).forEach(point -> add(point.label(label), hook));
  }

  /** Adds a method of a service that some versions lack. */
  public void optional(
      String service, String method, String params, @Nullable String label, String hook) {
    both(service, method, params).forEach(point -> optional(point.label(label), hook));
  }

  /** Adds a method that some versions lack, with the full names of its parameters' types. */
  public void internal(String type, String hook, String method, String... parameters) {
    optional(HookPoint.inClass(root + type).method(method, parameters), hook);
  }

  /**
   * Adds the deserialisation of a union. Its parameters are Jackson types, whose names the agent's
   * relocation would change; the bridge method returns Object.
   */
  public void deserialised(String union, String hook) {
    optional(
        HookPoint.inClass(models + union + "$Deserializer")
            .method("deserialize", HookPoint.ANY, HookPoint.ANY)
            .returning(models + union),
        hook);
  }

  private List<HookPoint.Builder> both(String service, String method, String params) {
    String options = root + "core.RequestOptions";
    return List.of(
        HookPoint.inClass(root + "services.blocking." + service + "ServiceImpl" + RAW)
            .method(method, models + params, options),
        HookPoint.inClass(root + "services.async." + service + "ServiceAsyncImpl" + RAW)
            .method(method, models + params, options));
  }

  /**
   * Starts a point for a {@link dev.clew.kit.agent.ToolResultHook}, on the creation of messages
   * with tool results.
   *
   * @param id the accessor of the tool call id in the message
   */
  public HookPoint.Builder toolResult(String message, String id) {
    return HookPoint.inClass(models + message + "$Builder")
        .method("build", NO_PARAMETERS)
        .label(id);
  }

  /**
   * Adds the points of the tape: every client, because applications may have their own, and the
   * waits of the retries.
   *
   * @param sendHook an {@link HttpTapeHook}
   * @param waitHook a {@link dev.clew.kit.tape.BackOffHook}
   */
  public void taped(String sendHook, String waitHook) {
    String core = root + "core.";
    String request = core + "http.HttpRequest";
    String options = core + "RequestOptions";
    for (String method : List.of("execute", "executeAsync")) {
      add(
          HookPoint.inImplementations(core + "http.HttpClient", request)
              .method(method, request, options)
              .replacingArguments()
              .answering()
              .label(method.equals("execute") ? null : HttpTapeHook.ASYNC),
          sendHook);
    }
    backOffs()
        .forEach(each -> optional(each.returning("java.time.Duration").answering(), waitHook));
  }

  /** Adds the points of a {@link RetryHook}: internals, none of which is guaranteed to stay. */
  public void retries(String hook) {
    String core = root + "core.";
    String retrying = core + RETRYING;
    String request = core + "http.HttpRequest";
    backOffs().forEach(each -> optional(each.label(RetryHook.WAIT), hook));
    optional(
        HookPoint.inClass(core + "PrepareRequest").method("prepareAsync").label(RetryHook.PREPARE),
        hook);
    optional(
        HookPoint.inClass(retrying)
            .method("executeAsync", request, core + "RequestOptions")
            .label(RetryHook.SEND),
        hook);
    optional(
        HookPoint.inClass(retrying)
            .method("setRetryCountHeader", request, "int")
            .label(RetryHook.NUMBER),
        hook);
  }

  private List<HookPoint.Builder> backOffs() {
    return Stream.of("getRetryBackoffDuration", "getRetryBackoffMillis")
        .map(
            method ->
                HookPoint.inClass(root + "core." + RETRYING)
                    .method(method, "int", root + "core.http.HttpResponse"))
        .toList();
  }
}
