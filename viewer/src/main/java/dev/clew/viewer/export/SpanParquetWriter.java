// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** One row per span with the columns of {@link CsvWriter}, typed, for data frames. */
final class SpanParquetWriter implements TraceWriter {

  private static final MessageType SCHEMA =
      Types.buildMessage()
          .required(BINARY)
          .as(stringType())
          .named("trace_id")
          .required(BINARY)
          .as(stringType())
          .named("trace_name")
          .optional(BINARY)
          .as(stringType())
          .named("group")
          .optional(BINARY)
          .as(stringType())
          .named("service")
          .required(BINARY)
          .as(stringType())
          .named("span_id")
          .optional(BINARY)
          .as(stringType())
          .named("parent_id")
          .required(BINARY)
          .as(stringType())
          .named("type")
          .required(BINARY)
          .as(stringType())
          .named("name")
          .required(BINARY)
          .as(stringType())
          .named("status")
          .required(INT64)
          .as(timestampType(true, TimeUnit.MICROS))
          .named("started_at")
          .optional(DOUBLE)
          .named("duration_ms")
          .optional(DOUBLE)
          .named("first_token_ms")
          .optional(BINARY)
          .as(stringType())
          .named("model")
          .optional(BINARY)
          .as(stringType())
          .named("provider")
          .optional(INT64)
          .named("input_tokens")
          .optional(INT64)
          .named("output_tokens")
          .optional(INT64)
          .named("cached_tokens")
          .optional(INT64)
          .named("reasoning_tokens")
          .optional(DOUBLE)
          .named("cost_usd")
          .optional(BINARY)
          .as(stringType())
          .named("error_type")
          .optional(BINARY)
          .as(stringType())
          .named("error_message")
          .optional(BINARY)
          .as(stringType())
          .named("input")
          .optional(BINARY)
          .as(stringType())
          .named("output")
          .required(BINARY)
          .as(stringType())
          .named("record")
          .named("span");

  private record Row(StoredTrace trace, SpanRow span, String content) {}

  private final ParquetWriter<Row> writer;

  SpanParquetWriter(OutputStream out) throws IOException {
    writer =
        new Builder(new StreamOutputFile(out))
            .withCompressionCodec(CompressionCodecName.GZIP)
            .withCodecFactory(new GzipCodecs())
            .build();
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    for (SpanRow span : trace.spans()) {
      writer.write(new Row(trace, span, contents.apply(span).record().toString()));
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract until the next major version.
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new Rows();
    }
  }

  /** Writes a row column by column, in the order of the schema. */
  private static final class Rows extends WriteSupport<Row> {

    private @Nullable RecordConsumer consumer;
    private int column;

    @Override
    @SuppressWarnings("deprecation") // Abstract until the next major version.
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer given) {
      consumer = given;
    }

    @Override
    public void write(Row row) {
      to().startMessage();
      column = 0;
      trace(row);
      span(row.span);
      error(row.span);
      text(row.content);
      to().endMessage();
    }

    private RecordConsumer to() {
      return Objects.requireNonNull(consumer);
    }

    private void trace(Row row) {
      SpanRow span = row.span;
      text(row.trace.row().id());
      text(row.trace.row().name());
      text(row.trace.row().group());
      text(span.service() != null ? span.service() : row.trace.row().service());
      text(span.idText());
      text(span.parentId() == 0 ? null : Ids.span(span.parentId()));
    }

    private void span(SpanRow span) {
      text(span.type().wire());
      text(span.name());
      text(span.status().wire());
      number(span.startNanos() / 1000);
      decimal(span.isOpen() ? null : (Double) ((span.endNanos() - span.startNanos()) / 1e6));
      decimal(span.firstTokenNanos() < 0 ? null : (Double) (span.firstTokenNanos() / 1e6));
      ModelFacts model = span.model();
      text(model == null ? null : model.model());
      text(model == null ? null : model.provider());
      Tokens tokens = span.tokens();
      number(tokens == null ? null : (Long) tokens.input());
      number(tokens == null ? null : (Long) tokens.output());
      number(tokens == null ? null : (Long) tokens.cachedInput());
      number(tokens == null ? null : (Long) tokens.reasoning());
      Cost cost = span.cost();
      decimal(cost == null || cost.unpriced() > 0 ? null : (Double) cost.total());
    }

    private void error(SpanRow span) {
      text(span.error() == null ? null : span.error().type());
      text(span.error() == null ? null : span.error().message());
      text(span.input());
      text(span.output());
    }

    private void text(@Nullable String value) {
      next(value == null ? null : () -> to().addBinary(Binary.fromString(value)));
    }

    private void number(@Nullable Long value) {
      next(value == null ? null : () -> to().addLong(value));
    }

    private void decimal(@Nullable Double value) {
      next(value == null ? null : () -> to().addDouble(value));
    }

    private void next(@Nullable Runnable value) {
      if (value != null) {
        String name = SCHEMA.getFieldName(column);
        to().startField(name, column);
        value.run();
        to().endField(name, column);
      }
      column++;
    }
  }
}
