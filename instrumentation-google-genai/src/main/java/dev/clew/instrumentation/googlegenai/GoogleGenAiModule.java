// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
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
  private static final String MEDIA = "MediaHook";
  private static final String BATCH = "BatchHook";
  private static final String IMAGE = ROOT + "types.Image";
  private static final String VIDEO_CONFIG = ROOT + "types.GenerateVideosConfig";
  private static final String[] NO_PARAMETERS = {};

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
    List<HookPoint> points = new ArrayList<>();
    generateContent(points);
    streams(points);
    otherModels(points);
    points.add(
        HookPoint.inClass(ROOT + "ApiClient")
            .method("mergeHttpOptions", ROOT + "types.HttpOptions")
            .hook(HOOKS + "ClientHook"));
    points.add(
        HookPoint.inClass(ROOT + "RetryInterceptor")
            .method("calculateDelay", ROOT + "types.HttpRetryOptions", "int")
            .optional()
            .hook(HOOKS + "RetryHook"));
    return List.copyOf(points);
  }

  private static void generateContent(List<HookPoint> points) {
    for (String models : List.of("Models", "AsyncModels")) {
      points.add(
          HookPoint.inClass(ROOT + models)
              .method("generateContent", STRING, LIST, CONFIG)
              .hook(HOOKS + "FunctionLoopHook"));
      // The first may send several requests, since 1.77, and is one call then; before 1.19, the
      // asynchronous client called the other one on a thread of the JDK's pool.
      for (String method : List.of("sendGenerateContent", "privateGenerateContent")) {
        HookPoint.Builder sent =
            HookPoint.inClass(ROOT + models).method(method, STRING, LIST, CONFIG);
        boolean always = models.equals("Models") && method.startsWith("private");
        points.add((always ? sent : sent.optional()).hook(HOOKS + "GenerateHook"));
      }
      HookPoint.Builder stream =
          HookPoint.inClass(ROOT + models)
              .method("privateGenerateContentStream", STRING, LIST, CONFIG)
              .label(STREAM);
      points.add(
          (models.equals("Models") ? stream : stream.optional()).hook(HOOKS + "GenerateHook"));
    }
    points.add(
        HookPoint.inClass(ROOT + "AfcUtil")
            .method("getFunctionResponse")
            .hook(HOOKS + "FunctionHook"));
  }

  private static void streams(List<HookPoint> points) {
    String hook = HOOKS + "StreamHook";
    String iterator = ROOT + "ResponseStream$ResponseStreamIterator";
    for (String method : List.of(StreamHook.NEXT, StreamHook.HAS_NEXT)) {
      points.add(
          HookPoint.inClass(iterator).method(method, NO_PARAMETERS).label(method).hook(hook));
    }
    points.add(
        HookPoint.inClass(ROOT + "ResponseStream")
            .method(StreamHook.CLOSE, NO_PARAMETERS)
            .label(StreamHook.CLOSE)
            .hook(hook));
  }

  /** Embeddings, images, videos and batches, whose parameters differ between versions. */
  private static void otherModels(List<HookPoint> points) {
    for (String models : List.of("Models", "AsyncModels")) {
      points.add(optional(models, "privateEmbedContent", "embed", "EmbedHook"));
      points.add(optional(models, "privateGenerateImages", "image_generate", MEDIA));
      points.add(optional(models, "privateEditImage", "image_edit", MEDIA));
      points.add(optional(models, "privateGenerateVideos", "video_generate", MEDIA));
    }
    // Before 1.19, with which the asynchronous method called it on a thread of the JDK's pool.
    points.add(
        HookPoint.inClass(ROOT + "Models")
            .method("generateVideos", STRING, STRING, IMAGE, VIDEO_CONFIG)
            .label("video_generate")
            .optional()
            .hook(HOOKS + MEDIA));
    // Since 1.10 or a little earlier.
    for (String batches : List.of("Batches", "AsyncBatches")) {
      points.add(optional(batches, "privateCreate", BatchHook.CREATE, BATCH));
      points.add(optional(batches, "privateCreateEmbeddings", BatchHook.CREATE, BATCH));
      points.add(optional(batches, "get", "get", BATCH));
      points.add(optional(batches, "cancel", "cancel", BATCH));
    }
  }

  private static HookPoint optional(String type, String method, String label, String hook) {
    return HookPoint.inClass(ROOT + type).method(method).label(label).optional().hook(HOOKS + hook);
  }
}
