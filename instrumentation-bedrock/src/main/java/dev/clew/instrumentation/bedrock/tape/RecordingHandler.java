// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.tape.TapeRecorder;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.internal.http.TransformingAsyncResponseHandler;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Records a response as it is handed to the SDK. */
record RecordingHandler<T>(TransformingAsyncResponseHandler<T> handler, TapeRecorder recorder)
    implements TransformingAsyncResponseHandler<T> {
  @Override
  public CompletableFuture<T> prepare() {
    return handler.prepare();
  }

  @Override
  public void onHeaders(SdkHttpResponse head) {
    recorder.head(head.statusCode(), head::headers);
    handler.onHeaders(head);
  }

  @Override
  public void onStream(Publisher<ByteBuffer> stream) {
    handler.onStream(subscriber -> stream.subscribe(new Recorded(subscriber, recorder)));
  }

  @Override
  public void onError(Throwable thrown) {
    recorder.failed(thrown);
    handler.onError(thrown);
  }

  /** Records what the SDK's subscriber receives. */
  private record Recorded(Subscriber<? super ByteBuffer> subscriber, TapeRecorder recorder)
      implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              recorder.closedEarly();
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      byte[] piece = new byte[bytes.remaining()];
      bytes.duplicate().get(piece);
      recorder.piece(piece, 0, piece.length);
      subscriber.onNext(bytes);
    }

    @Override
    public void onError(Throwable thrown) {
      recorder.failed(thrown);
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      recorder.complete();
      subscriber.onComplete();
    }
  }
}
