package io.fairline.processor.topology;

import io.fairline.schemas.commands.OrderCommand;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;

/** Commands as an intake might have written them before the schema grew: without the field that has a default. */
final class OlderCommands {

    private OlderCommands() {}

    static byte[] openDeal(RegistryInMemory registry, int dealId) {
        Schema older = new Schema.Parser()
                .parse(OrderCommand.getClassSchema()
                        .toString()
                        .replaceAll(",\\{\"name\":\"opensAtMillis\".*?\"default\":null\\}", ""));
        if (older.equals(OrderCommand.getClassSchema())) {
            throw new AssertionError("the older schema is the present one");
        }
        Schema openDeal = older.getField("payload").schema().getTypes().getFirst();
        GenericData.Record payload = new GenericRecordBuilder(openDeal)
                .set("title", "Espresso machine")
                .set("stock", 10)
                .set("maxQuantityPerOrder", 2)
                .set("holdSeconds", 60)
                .build();
        return registry.encode(new GenericRecordBuilder(older)
                .set("dealId", dealId)
                .set("actor", "ops")
                .set(
                        "authority",
                        new GenericData.EnumSymbol(older.getField("authority").schema(), "SHOP"))
                .set("sentAtMillis", 0L)
                .set("payload", payload)
                .build());
    }
}
