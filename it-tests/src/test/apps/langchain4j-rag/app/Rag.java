// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.ReRankingContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.transformer.ExpandingQueryTransformer;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Moderate;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** AI services with retrieval. */
final class Rag {
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
  private final ChatModel chat;
  private final StreamingChatModel streaming;
  private final Models models;

  Rag(ChatModel chat, StreamingChatModel streaming, Models models) {
    this.chat = chat;
    this.streaming = streaming;
    this.models = models;
  }

  interface Assistant {
    String answer(String question);
  }

  interface Guarded {
    @Moderate
    String answer(String question);
  }

  interface Writer {
    TokenStream write(String question);
  }

  String ingest() {
    List<TextSegment> segments =
        List.of(
            TextSegment.from(
                "A flight to Lisbon costs 189 EUR.", Metadata.from("file_name", "fares.txt")),
            TextSegment.from("Porto is served on Sundays."));
    store.addAll(new Models.Local().embedAll(segments).content(), segments);
    return "done";
  }

  private ContentRetriever retriever(EmbeddingModel model) {
    return EmbeddingStoreContentRetriever.builder()
        .embeddingStore(store)
        .embeddingModel(model)
        .maxResults(1)
        .build();
  }

  String local() {
    return AiServices.builder(Assistant.class)
        .chatModel(chat)
        .contentRetriever(retriever(new Models.Local()))
        .build()
        .answer("rag-local: the fare to Lisbon?");
  }

  String remote() {
    return AiServices.builder(Assistant.class)
        .chatModel(chat)
        .contentRetriever(retriever(models.embedding()))
        .build()
        .answer("rag-remote: the fare to Lisbon?");
  }

  String parallel() {
    ContentRetriever lambda = query -> List.of(Content.from("Trains leave hourly."));
    return AiServices.builder(Assistant.class)
        .chatModel(chat)
        .retrievalAugmentor(
            DefaultRetrievalAugmentor.builder()
                .queryTransformer(new ExpandingQueryTransformer(chat, 2))
                .queryRouter(new DefaultQueryRouter(lambda, retriever(new Models.Local())))
                // Ignores the contents, because their order varies.
                .contentInjector((contents, message) -> message)
                .build())
        .build()
        .answer("rag-parallel");
  }

  String ranked() {
    return AiServices.builder(Assistant.class)
        .chatModel(chat)
        .retrievalAugmentor(
            DefaultRetrievalAugmentor.builder()
                .contentRetriever(retriever(new Models.Local()))
                .contentAggregator(new ReRankingContentAggregator(new Models.Lengths()))
                .build())
        .build()
        .answer("rag-ranked");
  }

  String streamed() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    AiServices.builder(Writer.class)
        .streamingChatModel(streaming)
        .contentRetriever(retriever(new Models.Local()))
        .build()
        .write("rag-streamed")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
        .onError(answer::completeExceptionally)
        .start();
    return answer.join();
  }

  String moderated(String question) {
    return AiServices.builder(Guarded.class)
        .chatModel(chat)
        .moderationModel(models.moderationModel())
        .build()
        .answer(question);
  }
}
