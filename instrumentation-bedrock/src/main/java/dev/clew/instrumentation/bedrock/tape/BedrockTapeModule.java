// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.instrumentation.bedrock.BedrockModule;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * Where the AWS SDK hands a signed request to its HTTP client, whichever that is: below the
 * retries, which sign anew. All services pass here; only Bedrock's calls count.
 */
public final class BedrockTapeModule implements InstrumentationModule {
  private static final String CORE = "software.amazon.awssdk.core.internal.http.";
  private static final String STAGES = CORE + "pipeline.stages.";
  private static final String CONTEXT = CORE + "RequestExecutionContext";
  private static final String HTTP = "software.amazon.awssdk.http.";
  private static final String RETRIES = "software.amazon.awssdk.retries.";
  private static final String REFRESH = RETRIES + "api.RefreshRetryTokenRequest";

  @Override
  public String name() {
    return "bedrock-tape";
  }

  @Override
  public Library library() {
    return new BedrockModule().library();
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints("dev.clew.instrumentation.bedrock.tape.");
    points.add(
        HookPoint.inClass(STAGES + "MakeHttpRequestStage")
            .method("executeHttpRequest", HTTP + "SdkHttpFullRequest", CONTEXT)
            .answering()
            .replacingArguments(),
        "SendHook");
    points.add(
        HookPoint.inClass(STAGES + "MakeAsyncHttpRequestStage")
            .method(
                "doExecuteHttpRequest",
                CONTEXT,
                HTTP + "async.AsyncExecuteRequest$Builder",
                CORE + "TransformingAsyncResponseHandler")
            .answering()
            .replacingArguments(),
        "AsyncSendHook");
    waits(points);
    return points.all();
  }

  /** What computes the wait before a retry: until 2.25, since then, and for policies since then. */
  private static void waits(HookPoints points) {
    for (HookPoint.Builder each :
        List.of(
            HookPoint.inClass(STAGES + "utils.RetryableStageHelper").method("getBackoffDelay"),
            HookPoint.inClass(RETRIES + "internal.BaseRetryStrategy")
                .method("computeBackoff", REFRESH, RETRIES + "internal.DefaultRetryToken"),
            HookPoint.inClass(RETRIES + "internal.BaseRetryStrategy")
                .method("computeAcquireFailureBackoff", REFRESH),
            HookPoint.inClass(RETRIES + "internal.DefaultAdaptiveRetryStrategy")
                .method("computeBackoff", REFRESH, RETRIES + "internal.DefaultRetryToken"),
            HookPoint.inClass("software.amazon.awssdk.core.internal.retry.RetryPolicyAdapter")
                .method("backoffDelay"))) {
      points.optional(each.returning("java.time.Duration").answering(), "WaitHook");
    }
  }
}
