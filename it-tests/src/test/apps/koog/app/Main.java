// SPDX-License-Identifier: Apache-2.0
package app;

import ai.koog.agents.core.agent.AIAgent;
import ai.koog.http.client.ktor.KtorKoogHttpClient;
import ai.koog.prompt.executor.clients.ConnectionTimeoutConfig;
import ai.koog.prompt.executor.clients.openai.OpenAIClientSettings;
import ai.koog.prompt.executor.clients.openai.OpenAILLMClient;
import ai.koog.prompt.executor.clients.openai.OpenAIModels;
import ai.koog.prompt.executor.llms.MultiLLMPromptExecutor;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

/** An agent that asks with Koog's own client, and one whose strategy asks with LangChain4j. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    MultiLLMPromptExecutor executor =
        new MultiLLMPromptExecutor(
            new OpenAILLMClient(
                args[1],
                new OpenAIClientSettings(
                    args[0].replace("/v1", ""),
                    new ConnectionTimeoutConfig(),
                    "v1/chat/completions",
                    "v1/responses",
                    "v1/embeddings",
                    "v1/moderations",
                    "v1/models"),
                new KtorKoogHttpClient.Factory()));
    AIAgent<String, String> own =
        AIAgent.builder()
            .promptExecutor(executor)
            .llmModel(OpenAIModels.Chat.GPT4o)
            .systemPrompt("You are koog.")
            .build();
    System.out.println("koog: " + own.run("koog"));

    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .maxRetries(0)
            .build();
    AIAgent<String, String> other =
        AIAgent.builder()
            .promptExecutor(executor)
            .llmModel(OpenAIModels.Chat.GPT4o)
            .<String, String>functionalStrategy((context, question) -> model.chat(question))
            .build();
    System.out.println("langchain4j: " + other.run("langchain4j"));
    System.exit(3);
  }
}
