// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/** The hook points of retrieval-augmented generation, all in the core and in every version. */
final class RetrievalHookPoints {
  private static final String RAG = "dev.langchain4j.rag.";
  private static final String QUERY = RAG + "query.Query";
  private static final String COLLECTION = "java.util.Collection";
  private static final String LIST = "java.util.List";
  private static final String STRING = "java.lang.String";
  private static final String SEGMENT = "dev.langchain4j.data.segment.TextSegment";

  private final String hooks;

  RetrievalHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    String request = RAG + "AugmentationRequest";
    String search = "dev.langchain4j.store.embedding.EmbeddingSearchRequest";
    String scoring = "dev.langchain4j.model.scoring.ScoringModel";
    String scoringHook = hooks + "scoring.ScoringHook";
    String retrieval = hooks + "retrieval.";
    return List.of(
        in(RAG + "RetrievalAugmentor", request)
            .method("augment", request)
            .hook(retrieval + "AugmentHook"),
        HookPoint.inClass(RAG + "DefaultRetrievalAugmentor")
            .method("process", COLLECTION)
            .optional()
            .hook(retrieval + "QueriesProcessedHook"),
        in(RAG + "query.transformer.QueryTransformer", QUERY)
            .method("transform", QUERY)
            .returning(COLLECTION)
            .hook(retrieval + "TransformHook"),
        in(RAG + "query.router.QueryRouter", QUERY)
            .method("route", QUERY)
            .returning(COLLECTION)
            .hook(retrieval + "RouteHook"),
        in(RAG + "content.retriever.ContentRetriever", QUERY)
            .method("retrieve", QUERY)
            .returning(LIST)
            .hook(retrieval + "RetrieveHook"),
        in(RAG + "content.aggregator.ContentAggregator", QUERY)
            .method("aggregate", "java.util.Map")
            .returning(LIST)
            .hook(retrieval + "AggregateHook"),
        in("dev.langchain4j.store.embedding.EmbeddingStore", search)
            .method("search", search)
            .hook(retrieval + "SearchHook"),
        in(scoring, SEGMENT).method("score", STRING, STRING).hook(scoringHook),
        in(scoring, SEGMENT).method("score", SEGMENT, STRING).hook(scoringHook),
        in(scoring, SEGMENT).method("scoreAll", LIST, STRING).hook(scoringHook));
  }

  private static HookPoint.Builder in(String type, String companion) {
    return HookPoint.inImplementations(type, companion);
  }
}
