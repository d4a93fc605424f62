// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in google-genai: where a request is sent. Plain calls, chats and automatic
 * function calling all end there, once per request.
 */
public final class GoogleGenAiModule implements InstrumentationModule {
  static final String STREAM = "stream";

  private static final String ROOT = "com.google.genai.";
  private static final String CONFIG = ROOT + "types.GenerateContentConfig";
  private static final String STRING = "java.lang.String";
  private static final String LIST = "java.util.List";
  private static final String HOOKS = "dev.clew.instrumentation.googlegenai.";
  private static final String GENERATE = "GenerateHook";
  private static final String MEDIA = "MediaHook";
  private static final String BATCH = "BatchHook";
  private static final String IMAGE = ROOT + "types.Image";
  private static final String VIDEO_CONFIG = ROOT + "types.GenerateVideosConfig";

  @Override
  public String name() {
    return "google-genai";
  }

  @Override
  public Library library() {
    return new Library("google-genai", "1.0.0 to 2.3.0", List.of(ROOT + "Client"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(HOOKS);
    for (String models : List.of("Models", "AsyncModels")) {
      generateContent(points, models);
      otherModels(points, models);
    }
    points.add(HookPoint.inClass(ROOT + "AfcUtil").method("getFunctionResponse"), "FunctionHook");
    streams(points);
    // Before 1.19, with which the asynchronous method called it on a thread of the JDK's pool.
    points.optional(
        HookPoint.inClass(ROOT + "Models")
            .method("generateVideos", STRING, STRING, IMAGE, VIDEO_CONFIG)
            .label("video_generate"),
        MEDIA);
    batches(points);
    points.add(
        HookPoint.inClass(ROOT + "ApiClient")
            .method("mergeHttpOptions", ROOT + "types.HttpOptions"),
        "ClientHook");
    points.optional(
        HookPoint.inClass(ROOT + "RetryInterceptor")
            .method("calculateDelay", ROOT + "types.HttpRetryOptions", "int"),
        "RetryHook");
    return points.all();
  }

  private static void generateContent(HookPoints points, String models) {
    points.add(sent(models, "generateContent"), "FunctionLoopHook");
    // The first may send several requests, since 1.77, and is one call then; before 1.19, the
    // asynchronous client called the others on a thread of the JDK's pool.
    points.optional(sent(models, "sendGenerateContent"), GENERATE);
    HookPoint.Builder plain = sent(models, "privateGenerateContent");
    HookPoint.Builder stream = sent(models, "privateGenerateContentStream").label(STREAM);
    for (HookPoint.Builder point : List.of(plain, stream)) {
      points.add(models.equals("Models") ? point : point.optional(), GENERATE);
    }
  }

  private static HookPoint.Builder sent(String models, String method) {
    return HookPoint.inClass(ROOT + models).method(method, STRING, LIST, CONFIG);
  }

  private static void streams(HookPoints points) {
    String stream = ROOT + "ResponseStream";
    String iterator = stream + "$ResponseStreamIterator";
    for (String method : List.of(StreamHook.NEXT, StreamHook.HAS_NEXT, StreamHook.CLOSE)) {
      points.add(
          HookPoint.inClass(method.equals(StreamHook.CLOSE) ? stream : iterator)
              .method(method, HookPoints.NO_PARAMETERS)
              .label(method),
          "StreamHook");
    }
  }

  /** Embeddings, images and videos, whose parameters differ between versions. */
  private static void otherModels(HookPoints points, String models) {
    optional(points, models, "privateEmbedContent", "embed", "EmbedHook");
    optional(points, models, "privateGenerateImages", "image_generate", MEDIA);
    optional(points, models, "privateEditImage", "image_edit", MEDIA);
    optional(points, models, "privateGenerateVideos", "video_generate", MEDIA);
  }

  /** Batches, which exist since 1.10 or a little earlier. */
  private static void batches(HookPoints points) {
    for (String batches : List.of("Batches", "AsyncBatches")) {
      optional(points, batches, "privateCreate", BatchHook.CREATE, BATCH);
      optional(points, batches, "privateCreateEmbeddings", BatchHook.CREATE, BATCH);
      optional(points, batches, "get", "get", BATCH);
      optional(points, batches, "cancel", "cancel", BATCH);
    }
  }

  private static void optional(
      HookPoints points, String type, String method, String label, String hook) {
    points.optional(HookPoint.inClass(ROOT + type).method(method).label(label), hook);
  }
}
