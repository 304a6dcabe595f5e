import io.trackmemory.tracker.ThrowingRunnable;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;

/** Makes a proxy of a class. */
public final class SpringCglibProxy implements ThrowingRunnable {

  /** What is proxied. */
  public static class Service {
    /** Does nothing. */
    public void serve() {}
  }

  private static final class Advice implements MethodInterceptor {
    @Override
    public Object invoke(org.aopalliance.intercept.MethodInvocation call) throws Throwable {
      return call.proceed();
    }
  }

  @Override
  public void run() {
    ProxyFactory factory = new ProxyFactory(new Service());
    factory.setProxyTargetClass(true);
    factory.addAdvice(new Advice());
    ((Service) factory.getProxy()).serve();
  }
}
