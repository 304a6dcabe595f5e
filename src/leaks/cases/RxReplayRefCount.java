import io.reactivex.Observable;
import io.reactivex.disposables.Disposable;
import io.reactivex.subjects.PublishSubject;
import io.trackmemory.tracker.ThrowingRunnable;

/** Takes a value that is replayed, and disposes of the only subscription. */
public final class RxReplayRefCount implements ThrowingRunnable {

  private static final class Value {}

  private final PublishSubject<Object> values = PublishSubject.create();
  private final Observable<Object> replayed = values.replay(1).refCount();

  @Override
  public void run() {
    Disposable subscription = replayed.subscribe();
    values.onNext(new Value());
    subscription.dispose();
  }
}
