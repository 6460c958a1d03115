package org.autoencoderzoo.columns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.autoencoderzoo.files.Sha256;

/** A table whose rows are in memory. */
record MemoryTable(String name, List<String> names, List<List<Object>> rows) implements Table {

  @Override
  public OptionalLong size() {
    return OptionalLong.of(rows.size());
  }

  @Override
  public Rows open() {
    return new ObjectRows(name, rows.iterator());
  }

  @Override
  public Map<String, String> identity() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (List<Object> row : rows) {
      for (Object cell : row) {
        out.writeBoolean(cell == null);
        byte[] text = String.valueOf(cell).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("table", name);
    identity.put("columns", String.join(", ", names));
    identity.put("rows", Integer.toString(rows.size()));
    identity.put("SHA-256 of the cells", Sha256.of(bytes.toByteArray()));
    return identity;
  }
}
