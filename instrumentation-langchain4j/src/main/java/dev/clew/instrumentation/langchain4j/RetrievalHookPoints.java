// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.call.HookPoints;

/** The hook points of retrieval-augmented generation, all in the core and in every version. */
final class RetrievalHookPoints {
  private static final String RAG = "dev.langchain4j.rag.";
  private static final String QUERY = RAG + "query.Query";
  private static final String COLLECTION = "java.util.Collection";
  private static final String LIST = "java.util.List";
  private static final String STRING = "java.lang.String";
  private static final String SEGMENT = "dev.langchain4j.data.segment.TextSegment";

  private RetrievalHookPoints() {}

  static void addTo(HookPoints points) {
    String request = RAG + "AugmentationRequest";
    points.add(
        in(RAG + "RetrievalAugmentor", request).method("augment", request),
        "retrieval.AugmentHook");
    points.optional(
        HookPoint.inClass(RAG + "DefaultRetrievalAugmentor").method("process", COLLECTION),
        "retrieval.QueriesProcessedHook");
    step(points, "query.transformer.QueryTransformer", "transform", COLLECTION, "TransformHook");
    step(points, "query.router.QueryRouter", "route", COLLECTION, "RouteHook");
    step(points, "content.retriever.ContentRetriever", "retrieve", LIST, "RetrieveHook");
    points.add(
        in(RAG + "content.aggregator.ContentAggregator", QUERY)
            .method("aggregate", "java.util.Map")
            .returning(LIST),
        "retrieval.AggregateHook");
    String search = "dev.langchain4j.store.embedding.EmbeddingSearchRequest";
    points.add(
        in("dev.langchain4j.store.embedding.EmbeddingStore", search).method("search", search),
        "retrieval.SearchHook");
    score(points, "score", STRING);
    score(points, "score", SEGMENT);
    score(points, "scoreAll", LIST);
  }

  private static void step(
      HookPoints points, String type, String method, String result, String hook) {
    points.add(in(RAG + type, QUERY).method(method, QUERY).returning(result), "retrieval." + hook);
  }

  private static void score(HookPoints points, String method, String scored) {
    points.add(
        in("dev.langchain4j.model.scoring.ScoringModel", SEGMENT).method(method, scored, STRING),
        "scoring.ScoringHook");
  }

  private static HookPoint.Builder in(String type, String companion) {
    return HookPoint.inImplementations(type, companion);
  }
}
