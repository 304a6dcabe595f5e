package com.acme;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.trackmemory.extension.NoLeaks;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

@WebMvcTest(CatalogPage.class)
@NoLeaks
class WebTest {

  private static final Map<String, MvcResult> RESULTS = new HashMap<>();

  @Autowired private MockMvc mvc;
  @MockitoBean private Catalog catalog;

  @Test
  void cleanAddsFromJson() throws Exception {
    given(catalog.add(any(), any())).willReturn(new Item("lamp", BigDecimal.TEN));
    mvc.perform(
            post("/items")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"lamp\", \"price\": 10}"))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.name").value("lamp"));
    verify(catalog).add("lamp", BigDecimal.TEN);
  }

  @Test
  void cleanListsAsJson() throws Exception {
    given(catalog.named("chair"))
        .willReturn(List.of(new Item("red chair", BigDecimal.ONE), new Item("blue chair", null)));
    mvc.perform(get("/items").param("part", "chair"))
        .andExpect(status().isOk())
        .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON))
        .andExpect(jsonPath("$.length()").value(2));
  }

  @Test
  void cleanRejectsWhatIsNotValid() throws Exception {
    mvc.perform(
            post("/items")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"\", \"price\": -1}"))
        .andExpect(status().isBadRequest());
    verify(catalog, never()).add(any(), any());
  }

  @Test
  void cleanRemoves() throws Exception {
    Item item = new Item("lamp", BigDecimal.TEN);
    given(catalog.find(7)).willReturn(Optional.of(item));
    mvc.perform(delete("/items/{id}", 7)).andExpect(status().isNoContent());
    verify(catalog).remove(item);
  }

  @Test
  void cleanSaysWhatIsMissing() throws Exception {
    given(catalog.find(1)).willReturn(Optional.empty());
    mvc.perform(get("/items/1")).andExpect(status().isNotFound());
    mvc.perform(get("/items/many")).andExpect(status().isBadRequest());
  }

  @HeldBy("com.acme.WebTest.RESULTS")
  @Test
  void leaksResults() throws Exception {
    given(catalog.find(2)).willReturn(Optional.of(new Item("lamp", BigDecimal.TEN)));
    RESULTS.put("lamp", mvc.perform(get("/items/2")).andExpect(status().isOk()).andReturn());
  }
}
